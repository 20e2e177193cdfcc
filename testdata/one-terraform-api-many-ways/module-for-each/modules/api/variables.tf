variable "name" {
  type = string
}

variable "authorizer" {
  type = string
}

variable "authorizer_uri" {
  type = string
}

variable "cache_seconds" {
  type    = number
  default = 300
}

variable "methods" {
  type = list(object({
    path    = list(string)
    verb    = string
    public  = optional(bool, false)
    api_key = optional(bool, false)
  }))
}
