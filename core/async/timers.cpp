#include "core/async/timers.hpp"

#include <algorithm>
#include <utility>

namespace loopscope::async {

void Timers::add(const Timer& timer) {
    heap_.push_back(timer);
    put(heap_.size() - 1, timer);
    sift_up(heap_.size() - 1);
}

Timer Timers::take(TimerListener& listener) {
    const std::size_t place = std::exchange(listener.place_, TimerListener::kNone);
    const Timer taken = heap_[place];
    const Timer last = heap_.back();
    heap_.pop_back();
    if (place < heap_.size()) {
        put(place, last);
        sift_up(place);
        sift_down(place);
    }
    return taken;
}

// Only those in the heap that are due until then are looked at, and what stands right under them.
Nanos Timers::last_until(Nanos limit) const {
    Nanos latest = first().deadline;
    std::vector<std::size_t> open{0};
    while (!open.empty()) {
        const std::size_t place = open.back();
        open.pop_back();
        if (place >= heap_.size() || heap_[place].deadline > limit) continue;
        latest = std::max(latest, heap_[place].deadline);
        open.push_back(2 * place + 1);
        open.push_back(2 * place + 2);
    }
    return latest;
}

void Timers::put(std::size_t place, const Timer& timer) {
    heap_[place] = timer;
    timer.listener->place_ = place;
}

void Timers::sift_up(std::size_t place) {
    const Timer timer = heap_[place];
    for (; place > 0; place = (place - 1) / 2) {
        const Timer& parent = heap_[(place - 1) / 2];
        if (!before(timer, parent)) break;
        put(place, parent);
    }
    put(place, timer);
}

void Timers::sift_down(std::size_t place) {
    const Timer timer = heap_[place];
    for (;;) {
        std::size_t child = 2 * place + 1;
        if (child >= heap_.size()) break;
        if (child + 1 < heap_.size() && before(heap_[child + 1], heap_[child])) ++child;
        if (!before(heap_[child], timer)) break;
        put(place, heap_[child]);
        place = child;
    }
    put(place, timer);
}

}  // namespace loopscope::async
