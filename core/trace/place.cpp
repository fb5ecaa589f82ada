#include "core/trace/place.hpp"

#include <algorithm>

namespace loopscope::trace {

bool means_file(std::string_view given, std::string_view path) {
    if (given.empty() || !path.ends_with(given)) return false;
    return given.size() == path.size() || given.front() == '/' || path[path.size() - given.size() - 1] == '/';
}

std::string_view base_name(std::string_view path) {
    const auto slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view short_path(std::string_view path, std::span<const std::string> others) {
    std::string_view shown = base_name(path);
    const auto means_another = [&] {
        return std::ranges::any_of(
            others, [&](const std::string& other) { return other != path && means_file(shown, other); });
    };
    while (shown.size() < path.size() && means_another()) {
        // To behind the separator before the one that `shown` stands behind.
        const std::size_t end = path.size() - shown.size() - 1;
        const auto slash = end == 0 ? std::string_view::npos : path.rfind('/', end - 1);
        shown = slash == std::string_view::npos ? path : path.substr(slash + 1);
    }
    return shown;
}

}  // namespace loopscope::trace
