// Puts the rings of a run together again: takes their events in the order of their numbers. It believes
// nothing that it reads: whoever writes the rings may write anything, at any time.
#pragma once

#include "core/trace/memory.hpp"

#include <cstdint>
#include <vector>

namespace loopscope::trace {

class RingReader {
public:
    void add(const RingPlace& ring) { rings_.push_back({ring, 0, 0}); }
    [[nodiscard]] std::size_t rings() const { return rings_.size(); }

    // Appends to `out` all events up to the first one that has been drawn but is not there yet. They get
    // numbers anew, so that these are dense whatever is lost. False when a ring can't be what a recorder has
    // written.
    [[nodiscard]] bool read(std::vector<Event>& out);
    // The same once nobody writes any more: a number below `drawn` that is not there never will be, and what
    // is missing is told by a Lost event in its place.
    [[nodiscard]] bool read_rest(std::uint32_t drawn, std::vector<Event>& out);
    // So many events never got a number.
    void add_lost(std::uint64_t count, std::vector<Event>& out);

    // Of the next event: also the number of those that were given out.
    [[nodiscard]] std::uint32_t position() const { return position_; }
    [[nodiscard]] std::int64_t last_time() const { return last_time_; }

private:
    struct Reading {
        RingPlace place;
        std::uint64_t head, tail;  // as far as this read() goes, and as far as it has come
    };
    // Whether there was any.
    bool read_one(Reading& ring, std::vector<Event>& out);

    std::vector<Reading> rings_;
    std::uint32_t next_seq_ = 0;  // as it was drawn
    std::uint32_t position_ = 0;
    std::int64_t last_time_ = 0;
};

}  // namespace loopscope::trace
