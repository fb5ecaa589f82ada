// Reads one lesson.md. What its parts mean: assets/lessons/README.md.
#pragma once

#include "core/lessons/report.hpp"

namespace loopscope::lessons {

// `file` is the path of the lesson.md. Never throws; where nothing can be run, `trouble` says why.
Lesson read_lesson(const std::string& id, const std::string& file, Compile compile,
                   std::vector<Problem>& problems);

}  // namespace loopscope::lessons
