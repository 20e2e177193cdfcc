# authlint alone: it is one static file and needs nothing beside it, no certificates, no
# shell, no user database. So the image is made from scratch, and has no base to keep
# current. Mount what is to be read as /work:
#
#   docker build -t authlint .
#   docker run --rm -v "$PWD:/work:ro" authlint --format text .
#
# The compiler's image is named by its tag; GO_IMAGE=golang@sha256:… pins the one that you
# reviewed. The same commit and the same Go make the same file as a release has.
ARG GO_IMAGE=golang:1.26.8

FROM --platform=$BUILDPLATFORM ${GO_IMAGE} AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG TARGETOS TARGETARCH
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -buildvcs=false -ldflags="-s -w" -o /authlint ./cmd/authlint

FROM scratch
COPY --from=build /authlint /authlint
COPY LICENSE /LICENSE
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["/authlint"]
