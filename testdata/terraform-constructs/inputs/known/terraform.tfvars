cache = { enabled = false }
