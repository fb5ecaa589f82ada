// Where everything is in a window of a given size. What is secondary goes first when room is short.
#pragma once

#include "app/view.hpp"

namespace loopscope::app::controller {

// A rectangle without width is not shown.
struct Layout {
    stage::Rect window, top, lesson, source, picture, strip, output, parameters, transport;
    // While one is open, or the game.
    stage::Rect question;
    // Presenter only.
    stage::Rect title, sentence, progress, notes;
};

struct LayoutInput {
    stage::Vec2 window;
    Room room = Room::Middle;
    BelowTransport below_transport = BelowTransport::MiniTimeline;
    bool presenter = false;
    // Height the lesson's card would like.
    float lesson_wanted = 0;
    // ... and the presenter's title.
    float title_wanted = 0;
    // ... and the teacher's notes; 0: they are not shown.
    float notes_wanted = 0;
    // ... and a question to a class.
    float vote_wanted = 0;
};

// Of the column with lesson and listing.
float left_width(float window);

Layout lay_out(const LayoutInput& input);
// Gives way to a question, or to the game: what does not help to answer goes.
void make_room_for_question(Layout& at, const LayoutInput& input);

}  // namespace loopscope::app::controller
