// What the panels of questions share: the sign of an answer, sentences of the quiz, buttons with their key.
// Building blocks of several panels.
#pragma once

#include "app/panels/text_flow.hpp"
#include "app/panels/widgets.hpp"
#include "core/quiz/question.hpp"

#include <string_view>
#include <vector>

namespace loopscope::app::panels {

// Null: no questions are asked.
const quiz::Quiz* quiz_of(const Scene& scene);
// A question is on the screen, or the game.
bool asks(const Scene& scene);

std::vector<StyledText> styled(const loopscope::quiz::Words& words);

// Badge, threads, loop, clock ... centred; `quiet`: of an answer that is out.
void sign_of(Widgets& draw, const loopscope::quiz::Option& option, stage::Vec2 center, float size,
             bool quiet);
// The hue of what it speaks of.
stage::Ink hue_of(const Scene& scene, const loopscope::quiz::Option& option);

// A wide button with the command's words or others, and its key. Returns its width.
float wide_button(Widgets& draw, std::string_view id, stage::Rect box, std::string_view words,
                  std::string_view key, bool primary);
float wide_button_width(const Widgets& draw, std::string_view words, std::string_view key);

// A card with a coloured edge: head, then text; as much as fits the box.
void note_card(Widgets& draw, stage::Rect box, stage::Ink edge, std::string_view head,
               std::vector<StyledText> words);
// How high it would like to be.
float note_height(const Scene& scene, std::string_view head, const std::vector<StyledText>& words,
                  float width);

}  // namespace loopscope::app::panels
