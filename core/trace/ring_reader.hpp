// Puts the rings of a run together again: takes their events in the order of their numbers. It believes
// nothing that it reads: whoever writes the rings may write anything, at any time.
#pragma once

#include "core/trace/memory.hpp"

#include <cstdint>
#include <vector>

namespace loopscope::trace {

class RingReader {
public:
    explicit RingReader(RunLine& line) : line_(line) {}

    void add(const RingPlace& ring) { rings_.push_back({ring, 0, 0}); }
    [[nodiscard]] std::size_t rings() const { return rings_.size(); }

    // Appends to `out` all events up to the first one whose number has been drawn but that is not there yet,
    // and wakes whoever waits for room. They get numbers anew, so that these are dense whatever is lost.
    // False when a ring can't be what a recorder has written.
    [[nodiscard]] bool read(std::vector<Event>& out);
    // The same once nobody writes any more: what has been drawn and is not there never will be, and a Lost
    // event in its place says how many are missing.
    [[nodiscard]] bool read_rest(std::vector<Event>& out);
    // Appends one more, with the next number and the time of the last one.
    void add(Event event, std::vector<Event>& out);

    // The last `count` of those that were given out are nothing to be kept.
    void take_back(std::size_t count, std::int64_t last_time) {
        position_ -= static_cast<std::uint32_t>(count);
        last_time_ = last_time;
    }
    // Wakes whoever waits for room in this memory. read() does that.
    void make_room();

    // How many events were given out.
    [[nodiscard]] std::uint32_t position() const { return position_; }
    [[nodiscard]] std::int64_t last_time() const { return last_time_; }

private:
    struct Reading {
        RingPlace place;
        std::uint64_t head, tail;  // as far as this read() goes, and as far as it has come
    };
    // Whether there was any.
    bool read_one(Reading& ring, std::vector<Event>& out);
    bool read_all(std::vector<Event>& out);
    void add_lost(std::uint64_t count, std::vector<Event>& out);

    RunLine& line_;
    std::vector<Reading> rings_;
    std::uint32_t next_seq_ = 0;  // as it was drawn
    std::uint32_t position_ = 0;
    std::int64_t last_time_ = 0;
};

}  // namespace loopscope::trace
