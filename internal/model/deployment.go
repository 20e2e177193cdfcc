package model

import (
	"strings"

	"github.com/authlint/authlint/internal/source"
)

// A Setting is a part of an API that callers see as it was at the last deployment.
type Setting struct {
	Kind    string       `json:"kind"` // method, authorizer, gateway_response or resource_policy
	Address string       `json:"address"`
	Range   source.Range `json:"range"`
}

// settings are the parts of the API that are certainly there. Nobody notices changes of an
// authorizer that no method in view asks.
func (a *API) settings(users users) []Setting {
	var settings []Setting
	add := func(kind, address string, at source.Range, exists Value[bool]) {
		if there, _ := exists.Get(); there {
			settings = append(settings, Setting{kind, address, at})
		}
	}
	for _, authorizer := range a.Authorizers.Items {
		if len(users.of(authorizer.Address).Items) > 0 {
			add("authorizer", authorizer.Address, authorizer.Range, authorizer.Exists)
		}
	}
	for _, response := range a.GatewayResponses.Items {
		add("gateway_response", response.Address, response.Range, response.Exists)
	}
	if policy, ok := a.ResourcePolicy.Get(); ok && len(policy.Statements.Items) > 0 {
		first := policy.Statements.Items[0]
		policy, _, _ := strings.Cut(first.Address, ".Statement[")
		add("resource_policy", policy, first.Range, Certain(first.Range))
	}
	for _, method := range a.Methods.Items {
		add("method", method.Address, method.Range, method.Exists)
	}
	return settings
}

// deploymentInput joins a deployment to what it is a snapshot of.
func (a *API) deploymentInput(deployment *Deployment, settings []Setting) DeploymentInput {
	input := DeploymentInput{Deployment: deployment, API: a}
	notices := addressesOf(deployment.Notices.Items)
	for _, setting := range settings {
		if !notices.has(setting.Address) {
			input.Unnoticed = append(input.Unnoticed, setting)
		}
	}
	resources := addresses{}
	for _, place := range a.Definition.Resources {
		resources[place.Address] = true
	}
	before := addressesOf(deployment.DependsOn.Items)
	for _, method := range a.Methods.Items {
		there, _ := method.Exists.Get()
		switch {
		case before[method.Address]:
			input.Before = append(input.Before, method)
		case there && resources[method.Address]:
			input.Unordered = append(input.Unordered, method)
		}
	}
	for _, stage := range a.Stages.Items {
		if on, _ := stage.Deployment.Get(); on == deployment.Address {
			input.Stages = append(input.Stages, stage)
		}
	}
	return input
}

// addresses is a set of them.
type addresses map[string]bool

func addressesOf(list []string) addresses {
	set := addresses{}
	for _, address := range list {
		set[address] = true
	}
	return set
}

// has reports whether an address is in the set, or that of something around it.
func (s addresses) has(address string) bool {
	for address != "" {
		if s[address] {
			return true
		}
		address = address[:max(strings.LastIndexByte(address, '.'), 0)]
	}
	return false
}
