// The command line as a value: what was asked for, checked as far as it can be without running anything.
#pragma once

#include "app/cli/limits.hpp"
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

// Text for standard output.
struct Show {
    std::string text;
};
struct OpenWindow {
    Workload workload;
    // A lesson, mode or value was given, so that no remembered one takes its place.
    bool chosen = false;
    // No lesson was named: begin on the first page.
    bool home = false;
    // Directory of the automation channel; empty: none.
    std::string automation;
};
struct Play {
    Workload workload;
    bool fast = false;
    Format format = Format::Text;
    record::Limits limits = kPlayLimits;
};
struct Render {
    Workload workload;
    View view = View::Slide;
    bool presenter = false;
    // The first page of the lesson's deck instead.
    bool home = false;
    // Right after the event of this number; absent: the end.
    std::optional<std::uint32_t> at;
    // Index of a question of the lesson: asked where its mark is.
    std::optional<int> ask;
    // ... and answered so, from 0: what the run then shows of it.
    std::optional<int> answer;
    // "You are the loop", with the moves made up to `at`.
    bool game = false;
    int width = 1600, height = 900;
    bool dark = true;
    double scale = 1.0;
    std::string out;
    record::Limits limits = kRenderLimits;
};
struct Check {
    std::shared_ptr<const lessons::Deck> deck;
    record::Limits limits = lessons::kClaimLimits;
};
using Request = std::variant<Show, OpenWindow, Play, Render, Check>;

// Gives the deck at a path, or the one that comes with the program for "". An error: there is none. Programs
// of lessons' own are compiled later where nothing of them is needed to understand the arguments.
using LoadDeck = std::function<Result<std::shared_ptr<const lessons::Deck>>(const std::string& path,
                                                                            lessons::Compile compile)>;

// `arguments` without the program's name. The error is one line that says what is wrong with them.
Result<Request> parse(const std::vector<std::string>& arguments, const LoadDeck& load);

}  // namespace loopscope::app::cli
