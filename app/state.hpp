// What is chosen beside the run: plain structs, changed by commands and input, read by panels.
#pragma once

#include "core/stage/display_list.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace loopscope::app {

// What each is and does: app/view.hpp.
enum class View : std::uint8_t { Slide, Columns, Anatomy };

inline constexpr float kLeastScale = 0.5F, kMostScale = 4.0F;

// What the lesson's card shows.
enum class LessonPage : std::uint8_t { Read, Steps, Try };

// What the source card shows, where there is a twin in Python.
enum class Language : std::uint8_t { Cpp, Python, Both };

// Tells that something went wrong, or what just happened; goes away by itself, or when it is clicked.
struct Notice {
    std::string text;
    bool trouble = false;
    // Seconds, the clock of Controller::update.
    double until = 0;
};

struct PaletteState {
    bool open = false;
    // UTF-8.
    std::string text;
    std::size_t selected = 0;
};

// What is true of one window alone, whatever others show the same.
struct WindowState {
    // Design pixels at this window's own scale.
    stage::Vec2 size{1600, 900};
    stage::Vec2 pointer{-1, -1};
    // Id of the HotItem below the pointer.
    std::string hover;
    // The pointer has rested there long enough for a tip.
    bool tip_shown = false;
    // Id of the HotItem that has the keyboard.
    std::string focus;
    // A ring is drawn round it.
    bool focus_shown = false;
    // Held down with the pointer.
    std::string pressed;
};

struct AppState {
    View view = View::Slide;
    LessonPage page = LessonPage::Read;
    bool presenter = false;
    // The vertical axis of the loop slide.
    bool true_time = false;
    // The first page is shown, whatever lies behind it.
    bool home = false;
    // Id of the lesson chosen there; empty: nobody has chosen yet.
    std::string home_choice;
    float home_scroll = 0;
    Language language = Language::Cpp;
    // The recap shows its listing instead of the learner's results.
    bool results_hidden = false;
    float results_scroll = 0;
    // In class, presenter view only.
    bool notes_shown = false;
    float notes_scroll = 0;
    // Nothing is shown at all.
    bool blank = false;
    bool timer_shown = false;
    // Seconds, the clock of Controller::update; below 0: it begins with the next.
    double timer_since = -1;
    double timer_now = 0;
    bool dark = true;
    // What the person chose, on top of the screen's own.
    float scale = 1.0F;
    bool reduced_motion = false;
    bool fullscreen = false;
    bool quit = false;
    bool help_open = false;
    PaletteState palette;

    // Of the slide, to the right.
    float lanes_scroll = 0;
    // Of the slide, down, away from where it would put itself.
    float slide_scroll = 0;
    // In lines, away from where it would put itself.
    float listing_scroll = 0;
    float lesson_scroll = 0;
    // In lines, up from the newest.
    float output_scroll = 0;
    // Thread whose loop the anatomy shows; 0: the one that did something last.
    unsigned anatomy_loop = 0;
    std::vector<Notice> notices;
};

}  // namespace loopscope::app
