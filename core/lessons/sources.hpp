// The sources of the programs, as they were compiled: the build puts those of Loopscope into the library, and
// a lesson's own program is compiled from the text that it shows, so that a listing can't differ from what
// runs.
#pragma once

#include "core/lessons/lesson.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace loopscope::lessons {

struct Source {
    std::string file;  // base name
    std::string text;
};

// Text of a file of core/lessons/programs; empty when there is none of that name.
std::string_view source_text(std::string_view file);
inline Source our_source(std::string file) {
    std::string text(source_text(file));
    return {std::move(file), std::move(text)};
}

// The lines between "// [part]" and "// [/part]" with their line numbers ("# [part]" in a file of Python); no
// lines when there is no such part. A mark of another part within is an empty line. What a line ends in after
// "// ~" or "# ~" becomes its tag.
Listing listing(const Source& source, std::string_view part);

}  // namespace loopscope::lessons
