#include "core/async/io/io_error.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>
#include <uv.h>

namespace loopscope::async {
namespace {

std::string phrase(std::string_view text, std::string_view about) {
    return about.empty() ? std::string{text} : fmt::format("{} ({})", text, about);
}

// Into memory of our own: for a code that libuv does not know, its other functions leak.
std::string text_of(int code) {
    std::array<char, 128> text{};
    return uv_strerror_r(code, text.data(), text.size());
}
std::string name_of(int code) {
    std::array<char, 64> text{};
    return uv_err_name_r(code, text.data(), text.size());
}

}  // namespace

IoError::IoError(int code, std::string_view about)
    : std::runtime_error(phrase(text_of(code), about)), code_(name_of(code)) {}

IoError::IoError(std::string code_name, std::string_view text, std::string_view about)
    : std::runtime_error(phrase(text, about)), code_(std::move(code_name)) {}

}  // namespace loopscope::async
