// Package handler reads the source of Lambda authorizer functions.
package handler
