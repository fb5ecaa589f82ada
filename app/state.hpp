// What the window looks like beside the run: one plain struct, changed by commands, read by panels.
#pragma once

#include "core/stage/display_list.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace loopscope::app {

enum class View : std::uint8_t { Slide, Columns, Anatomy };
inline constexpr View kViews[] = {View::Slide, View::Columns, View::Anatomy};

inline constexpr float kLeastScale = 0.5F, kMostScale = 4.0F;

// What the lesson's card shows.
enum class LessonPage : std::uint8_t { Read, Steps, Try };

// What the source card shows, where there is a twin in Python.
enum class Language : std::uint8_t { Cpp, Python, Both };

// Tells that something went wrong, or what just happened; goes away by itself, or when it is clicked.
struct Notice {
    std::string text;
    bool trouble = false;
    double until = 0;  // seconds, the clock of Controller::update
};

struct PaletteState {
    bool open = false;
    std::string text;  // UTF-8
    std::size_t selected = 0;
};

struct AppState {
    View view = View::Slide;
    LessonPage page = LessonPage::Read;
    bool presenter = false;
    bool true_time = false;   // the vertical axis of the loop slide
    bool home = false;        // the first page is shown, whatever lies behind it
    std::string home_choice;  // id of the lesson chosen there; empty: nobody has chosen yet
    float home_scroll = 0;
    Language language = Language::Cpp;
    bool results_hidden = false;  // the recap shows its listing instead of the learner's results
    float results_scroll = 0;
    // In class, presenter view only.
    bool notes_shown = false;
    float notes_scroll = 0;
    bool blank = false;  // nothing is shown at all
    bool timer_shown = false;
    double timer_since = -1;  // seconds, the clock of Controller::update; below 0: it begins with the next
    double timer_now = 0;
    bool dark = true;
    float scale = 1.0F;  // what the person chose, on top of the screen's own
    bool reduced_motion = false;
    bool fullscreen = false;
    bool quit = false;
    bool help_open = false;
    PaletteState palette;

    std::string hover;         // id of the HotItem below the pointer
    bool tip_shown = false;    // it has rested there for a moment
    std::string focus;         // ... and of the one the keyboard is at
    bool focus_shown = false;  // a ring is drawn round it
    std::string pressed;       // held down with the pointer
    stage::Vec2 pointer{-1, -1};
    stage::Vec2 window{1600, 900};  // design pixels

    float lanes_scroll = 0;    // of the slide, to the right
    float slide_scroll = 0;    // of the slide, down, away from where it would put itself
    float listing_scroll = 0;  // in lines, away from where it would put itself
    float lesson_scroll = 0;
    float output_scroll = 0;    // in lines, up from the newest
    unsigned anatomy_loop = 0;  // thread whose loop the anatomy shows; 0: the one that did something last
    std::vector<Notice> notices;
};

}  // namespace loopscope::app
