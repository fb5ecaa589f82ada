#include "app/session/endings.hpp"

#include <chrono>
#include <utility>

namespace loopscope::app::session {
namespace {

constexpr std::size_t kMost = 16;

}  // namespace

void Endings::add(std::function<void()> end) {
    std::erase_if(pending_, [](const std::future<void>& each) {
        return each.wait_for(std::chrono::seconds{0}) == std::future_status::ready;
    });
    if (pending_.size() >= kMost) pending_.pop_front();
    pending_.push_back(std::async(std::launch::async, std::move(end)));
}

}  // namespace loopscope::app::session
