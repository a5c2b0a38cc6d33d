#include "src/gauge/client/client.h"

#include <utility>

namespace gauge {

Client::Client(std::string cluster) : cluster_(std::move(cluster)) {}

bool Client::Check(const std::string& attributes) { return !attributes.empty(); }

}  // namespace gauge
