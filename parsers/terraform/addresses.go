package terraform

import (
	"net"

	"github.com/hashicorp/go-cty-funcs/cidr"

	"github.com/authlint/authlint/internal/tree"
)

// netmask is cidrnetmask, which only IPv4 has.
func netmask(c call) *tree.Node {
	if _, network, err := net.ParseCIDR(c.arguments[0].Text); err == nil && network.IP.To4() == nil {
		return c.fail("an IPv6 address has no netmask")
	}
	return c.unit().apply(cidr.NetmaskFunc, c.arguments, c.at)
}

// prefixContains is OpenTofu's cidrcontains: whether a network has all of an address or
// of another network.
// https://opentofu.org/docs/language/functions/cidrcontains/
func prefixContains(c call) *tree.Node {
	if !c.allKnown() {
		return c.unknown(c.unit().firstUnknown(c.arguments...))
	}
	_, around, err := net.ParseCIDR(c.arguments[0].Text)
	if err != nil {
		return c.fail("%q is not a network", c.arguments[0].Text)
	}
	inside := &net.IPNet{IP: net.ParseIP(c.arguments[1].Text), Mask: net.CIDRMask(128, 128)}
	if inside.IP == nil {
		if _, inside, err = net.ParseCIDR(c.arguments[1].Text); err != nil {
			return c.fail("%q is neither an address nor a network", c.arguments[1].Text)
		}
	}
	if (around.IP.To4() == nil) != (inside.IP.To4() == nil) {
		return c.fail("the addresses are not of one family")
	}
	return answer(truthOf(around.Contains(inside.IP) && isNarrower(inside, around)), c.at, "")
}

// isNarrower reports whether a network is no larger than another.
func isNarrower(a, b *net.IPNet) bool {
	fixed, bits := a.Mask.Size()
	other, otherBits := b.Mask.Size()
	return bits-fixed <= otherBits-other
}
