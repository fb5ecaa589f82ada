// A variable of the environment for as long as this lives; then it is what it was, for the tests that follow in this process.
#pragma once

#include <cstdlib>
#include <optional>
#include <string>

namespace loopscope::test {

class Environment {
public:
    // nullptr: unset.
    Environment(const char* name, const char* value) : name_(name) {
        if (const char* before = std::getenv(name)) before_ = before;
        set(value);
    }
    ~Environment() { set(before_ ? before_->c_str() : nullptr); }
    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;

    void set(const char* value) const {
        if (value == nullptr) {
            unsetenv(name_);
        } else {
            setenv(name_, value, 1);
        }
    }

private:
    const char* name_;
    std::optional<std::string> before_;
};

}  // namespace loopscope::test
