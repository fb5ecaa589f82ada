// Where everything is in a window of a given size. What is secondary goes first when room is short.
#pragma once

#include "app/state.hpp"

namespace loopscope::app::controller {

// A rectangle without width is not shown.
struct Layout {
    stage::Rect window, top, lesson, source, picture, strip, output, parameters, transport;
    stage::Rect question;  // while one is open, or the game
    // Presenter only.
    stage::Rect title, sentence, progress, notes;
};

struct LayoutInput {
    stage::Vec2 window;
    View view = View::Slide;
    bool presenter = false;
    float lesson_wanted = 0;  // height the lesson's card would like
    float title_wanted = 0;   // ... and the presenter's title
    float notes_wanted = 0;   // ... and the teacher's notes; 0: they are not shown
    float vote_wanted = 0;    // ... and a question to a class
};

// Of the column with lesson and listing.
float left_width(float window);

Layout lay_out(const LayoutInput& input);
// Gives way to a question, or to the game: what does not help to answer goes.
void make_room_for_question(Layout& at, const LayoutInput& input);

}  // namespace loopscope::app::controller
