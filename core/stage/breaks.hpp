// Where a line of text may be broken.
#pragma once

#include <cstddef>
#include <string_view>

namespace loopscope::stage {

// The end of the word that begins at `at`: a space, a line break or the end of the text. A number and its
// unit are one word: "1.000 s".
std::size_t word_end(std::string_view text, std::size_t at);

}  // namespace loopscope::stage
