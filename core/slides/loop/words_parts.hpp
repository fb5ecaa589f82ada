// The words of single events, for loop_words.cpp.
#pragma once

#include "core/slides/loop/words.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace loopscope::slides {

// Names of what events mention, in one line each.
class Namer {
public:
    Namer(const timeline::Timeline& timeline, const timeline::State& head)
        : timeline_(timeline), head_(head) {}

    [[nodiscard]] std::string string(std::int64_t id) const;
    [[nodiscard]] std::string task(std::int64_t id) const;
    // "task 1, task 2", or "5 tasks"; `arg` of a wait for several
    [[nodiscard]] std::string awaited(std::int64_t arg) const;
    // " name" of an object, or nothing.
    [[nodiscard]] std::string object(std::int64_t id) const;
    // "post 3", or "socket 14": as it is called before event `position`.
    [[nodiscard]] std::string descriptor(std::size_t position, std::int64_t fd) const;
    // "sort", or "process 4711".
    [[nodiscard]] std::string process(std::size_t position, std::int64_t pid) const;

private:
    const timeline::Timeline& timeline_;
    const timeline::State& head_;
};

// Of the event behind which the timeline stands at `position`.
RowWords suspend_words(const Namer& names, const trace::Event& e, std::size_t position);
RowWords end_words(const Namer& names, const trace::Event& e);
RowWords misuse_words(const trace::Event& e);
RowWords note_words(const Namer& names, const trace::Event& e, std::uint32_t count);
RowWords mark_words(const Namer& names, const trace::Event& e, std::uint32_t count, std::size_t position);
// All that a task without a lifeline has done in this row, as far as the playhead.
RowWords conduct_words(const LoopRows& rows, const timeline::Timeline& timeline, const Namer& names,
                       const Row& row, std::size_t position);

}  // namespace loopscope::slides
