// How much memory a run may take. Once that is full the program is held, until a person has said what is to
// be done.
#pragma once

#include "core/timeline/timeline.hpp"

#include <cstddef>

namespace loopscope::app::session {

// Of all that the machine has, in bytes.
std::size_t quarter_of_memory();

class MemoryBudget {
public:
    // `bytes`: 0 is a quarter of the machine's memory.
    explicit MemoryBudget(std::size_t bytes)
        : share_(bytes != 0 ? bytes : quarter_of_memory()), most_(share_) {}

    // A new run begins.
    void restart();
    // Looks how much is taken; every now and then is enough for it. True: it has just become full.
    bool measure(const timeline::Timeline& timeline);
    // Sets aside as much again.
    void raise();
    // Some of what it was full of is gone.
    void forget();

    [[nodiscard]] bool full() const { return full_; }
    [[nodiscard]] std::size_t most() const { return most_; }

private:
    std::size_t share_, most_;
    // Events that there were when it was measured last.
    std::size_t measured_ = 0;
    bool full_ = false;
};

}  // namespace loopscope::app::session
