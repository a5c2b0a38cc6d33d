#pragma once

#include <string>

namespace gauge {

// Asks Gauge whether a call may pass, and remembers the answer for a while.
class Client {
 public:
  explicit Client(std::string cluster);
  bool Check(const std::string& attributes);

 private:
  std::string cluster_;
};

}  // namespace gauge
