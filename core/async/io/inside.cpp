#include "core/async/io/inside.hpp"

#include <charconv>
#include <mutex>
#include <set>

namespace loopscope::async {
namespace {

std::mutex ports_mutex;
std::set<int> ports;

}  // namespace

void add_inside_port(int port) {
    const std::scoped_lock lock{ports_mutex};
    ports.insert(port);
}

void remove_inside_port(int port) {
    const std::scoped_lock lock{ports_mutex};
    ports.erase(port);
}

bool is_inside(std::string_view url) {
    constexpr std::string_view kHere = "http://127.0.0.1:";
    if (!url.starts_with(kHere)) return false;
    int port = 0;
    std::from_chars(url.data() + kHere.size(), url.data() + url.size(), port);
    const std::scoped_lock lock{ports_mutex};
    return ports.contains(port);
}

}  // namespace loopscope::async
