// The command line as a value: what was asked for, checked as far as it can be without running anything.
#pragma once

#include "app/state.hpp"
#include "core/base/result.hpp"
#include "core/lessons/deck.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace loopscope::app::cli {

enum class Format : std::uint8_t { Text, Json };

// A lesson as it is to run; it is one of the deck's.
struct Workload {
    std::shared_ptr<const lessons::Deck> deck;
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
    bool home = false;       // no lesson was named: begin on the first page
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
    bool home = false;                // the first page of the lesson's deck instead
    std::optional<std::uint32_t> at;  // right after the event of this number; absent: the end
    std::optional<int> ask;           // index of a question of the lesson: asked where its mark is
    std::optional<int> answer;        // ... and answered so, from 0: what the run then shows of it
    bool game = false;                // "You are the loop", with the moves made up to `at`
    int width = 1600, height = 900;
    bool dark = true;
    double scale = 1.0;
    std::string out;
};
struct Check {
    std::shared_ptr<const lessons::Deck> deck;
};
using Request = std::variant<Show, OpenWindow, Play, Render, Check>;

// Gives the deck at a path, or the one that comes with the program for "". An error: there is none. Programs
// of lessons' own are compiled later where nothing of them is needed to understand the arguments.
using LoadDeck = std::function<Result<std::shared_ptr<const lessons::Deck>>(const std::string& path,
                                                                            lessons::Compile compile)>;

// `arguments` without the program's name. The error is one line that says what is wrong with them.
Result<Request> parse(const std::vector<std::string>& arguments, const LoadDeck& load);

}  // namespace loopscope::app::cli
