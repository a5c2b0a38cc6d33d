.PHONY: docker

DOCKER_TARGETS := docker.tide docker.proxy docker.proxy_init docker.gauge docker.reef docker.mapview docker.buoy

docker: build $(DOCKER_TARGETS)

$(LAGOON_DOCKER):
	mkdir -p $@

# Programs are copied from the output folder to the folder that images are built in.
DOCKER_FILES_FROM_LAGOON_OUT := tide-server tide-agent gauged reef_ca mapview buoy
$(foreach FILE,$(DOCKER_FILES_FROM_LAGOON_OUT), \
	$(eval $(LAGOON_DOCKER)/$(FILE): $(LAGOON_OUT)/$(FILE) | $(LAGOON_DOCKER); cp $(LAGOON_OUT)/$(FILE) $(LAGOON_DOCKER)/$(FILE)))

# And so are scripts, from the sources.
DOCKER_FILES_FROM_SOURCE := tools/deb/lagoon-iptables.sh
$(foreach FILE,$(DOCKER_FILES_FROM_SOURCE), \
	$(eval $(LAGOON_DOCKER)/$(notdir $(FILE)): $(FILE) | $(LAGOON_DOCKER); cp $(FILE) $$(@D)))

docker.tide: tide/docker/Dockerfile.tide $(LAGOON_DOCKER)/tide-server
	$(DOCKER_RULE)

docker.proxy: BUILD_ARGS=--build-arg proxy_version=lagoon-proxy:$(PROXY_REPO_SHA)
docker.proxy: tide/docker/Dockerfile.proxy
docker.proxy: tide/docker/envoy_tide.yaml.tmpl
docker.proxy: tide/docker/envoy_gauge.yaml.tmpl
docker.proxy: tools/deb/envoy_bootstrap.json
docker.proxy: $(LAGOON_ENVOY_PATH)
docker.proxy: $(LAGOON_DOCKER)/tide-agent
	$(DOCKER_RULE)

docker.proxy_init: tide/docker/Dockerfile.proxy_init
docker.proxy_init: $(LAGOON_DOCKER)/lagoon-iptables.sh
	$(DOCKER_RULE)

docker.gauge: gauge/docker/Dockerfile.gauge $(LAGOON_DOCKER)/gauged
	$(DOCKER_RULE)

docker.reef: reef/docker/Dockerfile.reef $(LAGOON_DOCKER)/reef_ca
	$(DOCKER_RULE)

docker.mapview: addons/mapview/docker/Dockerfile.mapview $(LAGOON_DOCKER)/mapview
	$(DOCKER_RULE)

docker.buoy: buoy/docker/Dockerfile.buoy $(LAGOON_DOCKER)/buoy
	$(DOCKER_RULE)

# The name of an image, and the suffix of its Dockerfile, is the target's last word.
DOCKER_RULE = mkdir -p $(LAGOON_DOCKER)/$@ && cp -r $^ $(LAGOON_DOCKER)/$@ && cd $(LAGOON_DOCKER)/$@ && \
	docker build $(BUILD_ARGS) -t $(HUB)/$(subst docker.,,$@):$(TAG) -f Dockerfile$(suffix $@) .
