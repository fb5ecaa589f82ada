// A small reader for the listings: which bytes of a line are keywords, types, strings and so on. It colours;
// it does not understand.
#pragma once

#include "core/stage/ink.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace loopscope::app::highlight {

enum class Language : std::uint8_t { Cpp, Python };

struct Span {
    // Bytes of the line.
    std::size_t begin = 0, end = 0;
    stage::Token token = stage::Token::Text;

    friend bool operator==(const Span&, const Span&) = default;
};

// Per line: spans in order, without gaps, covering the line. Comments, raw strings and strings in three
// quotes go on over lines.
std::vector<std::vector<Span>> highlight(std::span<const std::string> lines,
                                         Language language = Language::Cpp);

}  // namespace loopscope::app::highlight
