# What keeps callers away from a method that asks for no authorization.
package authlint.lib.exposure

import data.authlint.lib.predict
import data.authlint.lib.say

# reachable holds where nothing else guards an API: a resource policy may, and a private
# endpoint does. HTTP APIs have neither.
reachable("HTTP", _, _)

reachable("REST", policy, endpoint) if {
	policy.state == "unset"
	not_private(endpoint)
}

not_private(endpoint) if endpoint.state == "unset"

not_private(endpoint) if endpoint.value in {"EDGE", "REGIONAL"}

# keyless holds of a method that demands no API key: one that does is metered, and not
# open to anyone.
keyless(key) if key.value == false

keyless(key) if key.state == "unset"

# where adds that a REST API which stands alone in its document may get a policy, or a
# private endpoint.
where("REST", format) := say.in_view(format)

where(protocol, _) := "" if protocol != "REST"

# outcome is what an open method comes to there.
outcome("") := predict.public

outcome(doubt) := {"exposure": "wider"} if doubt != ""

# to_be_open tells paths whose callers have no credentials yet, or prove who they are in
# another way.
to_be_open(path) if {
	regex.match(
		`log-?(in|on|out)|sign-?(in|up|out)|auth([^o]|$)|oauth|sso|saml|otp|mfa|token|session|password|forgot|recover|verif|confirm|activat|regist(er|ration)|hook|callback|public|/(healthz?|health-?check|ping|status)(/|$)`,
		lower(path),
	)
}
