// "Did you mean": the word among several that a mistyped one is closest to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace loopscope::lessons {

// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
std::size_t edit_distance(std::string_view a, std::string_view b);

// The closest of `words`, or one that begins with `word`; empty when none is similar.
std::string nearest(std::string_view word, const std::vector<std::string>& words);

}  // namespace loopscope::lessons
