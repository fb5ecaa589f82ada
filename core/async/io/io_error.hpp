// What an operation throws when the world says no: refused, reset, not found, no space left.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace loopscope::async {

// what() is one phrase with what it is about: "connection refused (127.0.0.1:9)".
class IoError : public std::runtime_error {
public:
    // `code`: of libuv or errno's negative, such as UV_ECONNREFUSED or -ENOENT.
    IoError(int code, std::string_view about);
    IoError(std::string code_name, std::string_view text, std::string_view about);

    // "ECONNREFUSED"
    [[nodiscard]] const std::string& code() const { return code_; }

private:
    std::string code_;
};

}  // namespace loopscope::async
