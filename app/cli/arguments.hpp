// The command line as a value: what was asked for, checked as far as it can be without running anything.
#pragma once

#include "app/state.hpp"
#include "core/base/result.hpp"
#include "core/lessons/lesson.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace loopscope::app::cli {

enum class Format : std::uint8_t { Text, Json };

// A lesson as it is to run. `lesson` points into the lessons that were given to parse().
struct Workload {
    const lessons::Lesson* lesson = nullptr;
    lessons::Mode mode = lessons::Mode::Async;
    lessons::Values values;
};

struct Show {  // a text for standard output, and that is all
    std::string text;
};
struct OpenWindow {
    Workload workload;
    bool chosen = false;     // a lesson, mode or value was given, so that no remembered one takes its place
    std::string automation;  // directory of the automation channel; empty: none
};
struct Play {
    Workload workload;
    bool fast = false;
    Format format = Format::Text;
};
struct Render {
    Workload workload;
    View view = View::Slide;
    bool presenter = false;
    std::optional<std::uint32_t> at;  // right after the event of this number; absent: the end
    int width = 1600, height = 900;
    bool dark = true;
    double scale = 1.0;
    std::string out;
};
using Request = std::variant<Show, OpenWindow, Play, Render>;

// `arguments` without the program's name. The error is one line that says what is wrong with them.
Result<Request> parse(const std::vector<std::string>& arguments, const std::vector<lessons::Lesson>& lessons);

}  // namespace loopscope::app::cli
