// Reads what a program shows of itself beside its events, without asking it. It is believed only as far as a
// clock can go.
#pragma once

#include "core/base/time.hpp"
#include "core/trace/memory.hpp"

#include <cstdint>

namespace loopscope::link {

class BoardReader {
public:
    struct Clocks {
        Nanos loop{}, wall{};
    };
    // At `now`, in ns of CLOCK_MONOTONIC. The last times that were whole where these are being written, which
    // may be for ever.
    Clocks clocks(const trace::Board& board, std::int64_t now);

private:
    struct Line {
        std::int64_t loop = 0, monotonic = 0;
        double rate = 0;
    };
    Line line_;
};

}  // namespace loopscope::link
