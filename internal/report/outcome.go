package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/authlint/authlint/internal/finding"
)

// shownMethods is how many methods a report for people names.
const shownMethods = 5

// outcomes says what a finding predicts, a clause for each thing that will be seen:
//
//	caller sees: 401 {"message":"Unauthorized"} (UNAUTHORIZED) on GET /orders
//	deployment refused: "Invalid request input"
//	open to anyone: GET /orders, POST /orders
func outcomes(p finding.Prediction) []string {
	var clauses []string
	if p.Status != 0 {
		clauses = append(clauses, "caller sees: "+answer(p))
	}
	switch p.Deployment {
	case "":
	case "overwritten":
		clauses = append(clauses, "overwritten by a later deployment")
	case "stale":
		clauses = append(clauses, "callers do not get the change")
	default:
		clauses = append(clauses, refusal(p))
	}
	if p.Exposure != "" {
		clauses = append(clauses, exposure(p))
	}
	return clauses
}

// answer is what API Gateway sends: status, body, gateway response type, methods.
func answer(p finding.Prediction) string {
	text := strconv.Itoa(p.Status)
	if p.Body != "" && p.Deployment == "" {
		text += " " + p.Body
	}
	if p.ResponseType != "" {
		text += " (" + p.ResponseType + ")"
	}
	if len(p.Methods) > 0 {
		text += " on " + methodList(p.Methods)
	}
	return text
}

func refusal(p finding.Prediction) string {
	text := "deployment " + p.Deployment
	if p.Body != "" {
		text += ": " + strconv.Quote(p.Body)
	}
	return text
}

func exposure(p finding.Prediction) string {
	text := "open to anyone"
	if p.Exposure != "public" {
		text = "open to more than intended"
	}
	if len(p.Methods) > 0 {
		text += ": " + methodList(p.Methods)
	}
	return text
}

func methodList(methods []string) string {
	if len(methods) <= shownMethods {
		return strings.Join(methods, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(methods[:shownMethods], ", "), len(methods)-shownMethods)
}
