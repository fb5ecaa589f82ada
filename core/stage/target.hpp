// What a place in a picture stands for. The picture says what is there; whoever shows it says what the
// pointer and the keys do with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <variant>

namespace loopscope::stage {

// Is no button: it shows its tip, or keeps clicks, and the wheel if it takes it, from what lies below.
struct Ground {
    bool takes_wheel = false;
    friend bool operator==(const Ground&, const Ground&) = default;
};

// Of a recording: right behind the event before this position; 0 is its start.
struct Moment {
    std::size_t position = 0;
    friend bool operator==(const Moment&, const Moment&) = default;
};

// One loop among several, by its thread.
struct LoopChoice {
    std::uint32_t thread = 0;
    friend bool operator==(const LoopChoice&, const LoopChoice&) = default;
};

// Something that runs along the width of its box, to be dragged.
struct Axis {
    enum class Of : std::uint8_t { LoopTime, Race, Beats };
    Of of = Of::LoopTime;
    // At the right edge, where the axis is of loop time; at the left edge it is 0. Nanoseconds.
    std::int64_t end = 0;
    friend bool operator==(const Axis&, const Axis&) = default;
};

// A line of the listing, by its number in the file.
struct SourceLine {
    std::uint32_t number = 0;
    friend bool operator==(const SourceLine&, const SourceLine&) = default;
};

// A part of what changes a parameter.
struct Setting {
    enum class Part : std::uint8_t { Value, Less, More, Option };
    // Counted from 0, in the order in which what is open has them.
    std::uint32_t parameter = 0;
    Part part = Part::Value;
    std::uint32_t option = 0;
    friend bool operator==(const Setting&, const Setting&) = default;
};

// Of the notices, and of what the palette offers, counted from 0.
struct NoticeAt {
    std::size_t index = 0;
    friend bool operator==(const NoticeAt&, const NoticeAt&) = default;
};
struct OfferAt {
    std::size_t index = 0;
    friend bool operator==(const OfferAt&, const OfferAt&) = default;
};

// Nothing: the place is a command, named by its id.
using Target =
    std::variant<std::monostate, Ground, Moment, LoopChoice, Axis, SourceLine, Setting, NoticeAt, OfferAt>;

}  // namespace loopscope::stage
