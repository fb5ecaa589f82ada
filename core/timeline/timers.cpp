#include "core/timeline/timers.hpp"

#include <algorithm>
#include <tuple>

namespace loopscope::timeline {
namespace {

// Between two keys there lie at least so many changes, and twice as many as timers are armed.
constexpr std::uint32_t kLeastBetween = 4096;

}  // namespace

bool Timers::earlier(std::uint32_t a, std::uint32_t b) const {
    return std::tie(timers_[a].deadline, timers_[a].id) < std::tie(timers_[b].deadline, timers_[b].id);
}

void Timers::add(const Timer& timer, Place at) {
    remove(timer.id, at);
    const std::uint32_t number = armed_.begin(at);
    timers_.push_back(timer);
    now_.emplace(timer.id, number);
    ++since_key_;
    take_key(at);
}

bool Timers::remove(ObjectId id, Place at) {
    const auto found = now_.find(id);
    if (found == now_.end()) return false;
    armed_.end(found->second, at);
    now_.erase(found);
    ++since_key_;
    return true;
}

void Timers::remove_all(Place at) {
    for (const auto& [id, number] : now_) armed_.end(number, at);
    since_key_ += static_cast<std::uint32_t>(now_.size());
    now_.clear();
}

void Timers::take_key(Place at) {
    if (since_key_ < kLeastBetween || since_key_ < 2 * now_.size()) return;
    since_key_ = 0;
    Key key{at, {}};
    key.armed.reserve(now_.size());
    for (const auto& [id, number] : now_) key.armed.push_back(number);
    std::sort(key.armed.begin(), key.armed.end(), [this](auto a, auto b) { return earlier(a, b); });
    keys_.push_back(std::move(key));
}

Few<Timer> Timers::first(Place at, std::size_t most) const {
    Few<Timer> few;
    few.count = armed_.count(at);
    const auto behind =
        std::upper_bound(keys_.begin(), keys_.end(), at, [](Place p, const Key& key) { return p < key.at; });
    const Key* key = behind == keys_.begin() ? nullptr : &*std::prev(behind);
    // Those that were added since the key, and of the key's own the first that are still there.
    std::vector<std::uint32_t> found;
    const std::uint32_t from = key == nullptr ? 0 : armed_.begun(key->at);
    for (std::uint32_t i = armed_.next(from, at); i < armed_.size(); i = armed_.next(i + 1, at))
        found.push_back(i);
    if (key != nullptr) {
        std::size_t taken = 0;
        for (std::size_t i = 0; i < key->armed.size() && taken < most; ++i) {
            if (!armed_.there(key->armed[i], at)) continue;
            found.push_back(key->armed[i]);
            ++taken;
        }
    }
    const std::size_t wanted = std::min(most, found.size());
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(wanted), found.end(),
                      [this](auto a, auto b) { return earlier(a, b); });
    for (std::size_t i = 0; i < wanted; ++i) few.first.push_back(timers_[found[i]]);
    return few;
}

std::size_t Timers::memory() const {
    std::size_t sum = armed_.memory() + timers_.memory() + now_.size() * 32;
    for (const Key& key : keys_) sum += key.armed.capacity() * sizeof(std::uint32_t);
    return sum;
}

}  // namespace loopscope::timeline
