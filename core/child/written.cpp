#include "core/child/written.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace loopscope::child {
namespace {

constexpr std::size_t kPiece = 4096;

}  // namespace

Written::Written(Descriptor from, std::size_t most) : from_(std::move(from)), most_(most) {
    fcntl(from_.get(), F_SETFL, fcntl(from_.get(), F_GETFL) | O_NONBLOCK);
}

bool Written::read() {
    std::array<char, kPiece> bytes{};
    const ssize_t count = ::read(from_.get(), bytes.data(), bytes.size());
    if (count > 0) {
        text_.append(bytes.data(), static_cast<std::size_t>(count));
        // Not for every piece: what stays has to be moved.
        if (text_.size() > 2 * most_) text_.erase(0, text_.size() - most_);
        return true;
    }
    if (count == 0 || (errno != EAGAIN && errno != EINTR)) from_.close();
    return false;
}

void Written::read_rest() {
    for (std::size_t left = most_; left > 0 && read(); left -= std::min(left, kPiece)) {
    }
}

std::string_view Written::text() const {
    const std::string_view all = text_;
    return all.substr(all.size() - std::min(all.size(), most_));
}

std::string Written::last_line() const {
    const std::size_t last = text_.find_last_not_of("\r\n \t");
    if (last == std::string::npos) return {};
    const std::size_t before = text_.find_last_of('\n', last);
    const std::size_t first = before == std::string::npos ? 0 : before + 1;
    return text_.substr(first, last + 1 - first);
}

}  // namespace loopscope::child
