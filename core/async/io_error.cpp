#include "core/async/io_error.hpp"

#include <utility>

#include <fmt/format.h>
#include <uv.h>

namespace loopscope::async {
namespace {

std::string phrase(std::string_view text, std::string_view about) {
    return about.empty() ? std::string{text} : fmt::format("{} ({})", text, about);
}

}  // namespace

IoError::IoError(int code, std::string_view about)
    : std::runtime_error(phrase(uv_strerror(code), about)), code_(uv_err_name(code)) {}

IoError::IoError(std::string code_name, std::string_view text, std::string_view about)
    : std::runtime_error(phrase(text, about)), code_(std::move(code_name)) {}

}  // namespace loopscope::async
