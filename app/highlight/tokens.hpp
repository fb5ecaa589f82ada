// A small C++ reader for the listing: which bytes of a line are keywords, types, strings and so on. It
// colours; it does not understand.
#pragma once

#include "core/stage/ink.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace loopscope::app::highlight {

struct Span {
    std::size_t begin = 0, end = 0;  // bytes of the line
    stage::Token token = stage::Token::Text;

    friend bool operator==(const Span&, const Span&) = default;
};

// Per line: spans in order, without gaps, covering the line. Block comments and raw strings go on over lines.
std::vector<std::vector<Span>> highlight(std::span<const std::string> lines);

}  // namespace loopscope::app::highlight
