// Queue<T>: tasks pass values on, in order (asyncio.Queue). One loop; both lines are first come, first
// served.
#pragma once

#include "core/async/sync.hpp"

#include <deque>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace loopscope::async {

template <class T>
class Queue {
public:
    explicit Queue(std::string_view name = "queue",
                   std::size_t capacity = std::numeric_limits<std::size_t>::max())
        : takers_(trace::ObjectKind::Queue, name, 0),
          putters_(trace::ObjectKind::Queue, std::string{name} + ": room", 0),
          capacity_(capacity) {}

    class Get final : public WaitOperation {
    public:
        Get(Queue& queue, const CallSite& site)
            : WaitOperation(queue.takers_, trace::Wait::Queue, site), queue_(queue) {}
        // A value that was promised to a taker who is gone goes to the next.
        ~Get() {
            if (take_grant()) queue_.offer();
        }
        [[nodiscard]] bool await_ready() const { return queue_.unpromised() > 0 && queue_.takers_.empty(); }
        T await_resume() {
            throw_if_cancelled();
            return queue_.take(take_grant());
        }

    private:
        Queue& queue_;
    };

    class Put final : public WaitOperation {
    public:
        Put(Queue& queue, T value, const CallSite& site)
            : WaitOperation(queue.putters_, trace::Wait::Queue, site),
              queue_(queue),
              value_(std::move(value)) {}
        // Room that was promised to a putter who is gone goes to the next.
        ~Put() {
            if (take_grant()) queue_.give_room();
        }
        [[nodiscard]] bool await_ready() const { return queue_.has_room() && queue_.putters_.empty(); }
        void await_resume() {
            throw_if_cancelled();
            if (take_grant()) --queue_.room_promised_;
            queue_.push(std::move(value_));
        }

    private:
        Queue& queue_;
        T value_;
    };

    // Waits while the queue is empty.
    Get get(CallSite site = CallSite::here()) { return {*this, site}; }
    // Waits while the queue is full.
    Put put(T value, CallSite site = CallSite::here()) { return {*this, std::move(value), site}; }
    // Never waits; false when the queue is full.
    bool try_put(T value) {
        if (!has_room()) return false;
        push(std::move(value));
        return true;
    }
    [[nodiscard]] std::size_t size() const { return values_.size(); }
    [[nodiscard]] bool empty() const { return values_.empty(); }

private:
    // Values that no woken taker is about to fetch.
    [[nodiscard]] std::size_t unpromised() const { return values_.size() - promised_; }
    [[nodiscard]] bool has_room() const { return values_.size() + room_promised_ < capacity_; }

    void push(T value) {
        values_.push_back(std::move(value));
        takers_.changed(static_cast<std::int64_t>(values_.size()));
        if (takers_.wake_first()) ++promised_;
    }
    T take(bool was_promised) {
        if (was_promised) --promised_;
        T value = std::move(values_.front());
        values_.pop_front();
        takers_.changed(static_cast<std::int64_t>(values_.size()));
        if (putters_.wake_first()) ++room_promised_;
        return value;
    }
    void offer() {
        --promised_;
        if (takers_.wake_first()) ++promised_;
    }
    void give_room() {
        --room_promised_;
        if (putters_.wake_first()) ++room_promised_;
    }

    WaitList takers_;
    WaitList putters_;
    std::deque<T> values_;
    std::size_t capacity_;
    std::size_t promised_ = 0;
    std::size_t room_promised_ = 0;
};

}  // namespace loopscope::async
