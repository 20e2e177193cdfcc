#!/usr/bin/env bash
# The step of action.yml that runs authlint. Inputs come through the environment: as text
# in a script they would be code. It succeeds whatever is found: the exit status is an
# output, so that findings are uploaded before it fails the job.
set -euo pipefail

sarif="$RUNNER_TEMP/authlint.sarif"
summary="$RUNNER_TEMP/authlint.md"
rm -f "$sarif" "$summary"

arguments=(--format "sarif=$sarif" --format "markdown=$summary" --format github)

# add_lines adds the lines of a text that are not blank, each as it is.
add_lines() {
	local line
	while IFS= read -r line; do
		if [[ $line == *[![:space:]]* ]]; then arguments+=("$line"); fi
	done <<<"$1"
}

# add adds a flag that has a value. An input that is left out says nothing:
# authlint.yaml decides.
add() {
	if [[ -n $2 ]]; then arguments+=("$1" "$2"); fi
}

add --config "$INPUT_CONFIG"
add --fail-on "$INPUT_FAIL_ON"
add --min-severity "$INPUT_MIN_SEVERITY"
add --select "$INPUT_SELECT"
add --ignore "$INPUT_IGNORE"
add_lines "$INPUT_ARGS"
arguments+=(--)
add_lines "$INPUT_PATHS"

status=0
"$RUNNER_TEMP/authlint" "${arguments[@]}" || status=$?

if [[ -f $summary ]]; then cat "$summary" >>"$GITHUB_STEP_SUMMARY"; fi
echo "exit-code=$status" >>"$GITHUB_OUTPUT"
if [[ -f $sarif ]]; then
	{
		echo "sarif-file=$sarif"
		echo "findings=$(jq '.runs[0].results | length' "$sarif")"
		echo "highest-severity=$(jq -r '[.runs[0].results[].level] as $found | first(("error", "warning", "note") | select(IN($found[]))) // "none"' "$sarif")"
	} >>"$GITHUB_OUTPUT"
fi
