// What happens, in words: one sentence with the reason for each event, written from the event and the state
// around it. Also the one-line listing of an event. The same for C++ and asyncio, live and replayed.
#pragma once

#include "core/timeline/timeline.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace loopscope::slides {

enum class SpanStyle : std::uint8_t { Plain, Strong, Code };  // Strong: who; Code: as it stands in a program

struct Span {
    std::string text;
    SpanStyle style = SpanStyle::Plain;

    friend bool operator==(const Span&, const Span&) = default;
};

struct Sentence {
    std::vector<Span> spans;

    friend bool operator==(const Sentence&, const Sentence&) = default;
};

// About the last of the first `position` events that is worth a sentence. Names are cut at a decent length.
Sentence narrate(const timeline::Timeline& timeline, std::size_t position);

// Without the styles.
std::string plain(const Sentence& sentence);

// Event `index` in aligned columns: time in s, thread, kind, task, details. "" beyond the end.
std::string describe(const timeline::Timeline& timeline, std::size_t index);

}  // namespace loopscope::slides
