// A key with its modifiers, or a character: what a command is bound to.
#pragma once

#include "app/input/event.hpp"

#include <string>

namespace loopscope::app::commands {

// Letters, digits and named keys match by key; '+', '-' and '?' lie elsewhere on every keyboard and match by
// what was typed.
struct Chord {
    input::Key key = input::Key::None;
    bool ctrl = false, shift = false, alt = false;
    char32_t character = 0;

    friend bool operator==(const Chord&, const Chord&) = default;
};

Chord key(input::Key key);
Chord ctrl(input::Key key);
Chord ctrl_shift(input::Key key);
Chord character(char32_t code);

// As people read it: "Ctrl+K", "Space", "Right", "?".
std::string to_text(const Chord& chord);

bool matches(const Chord& chord, const input::KeyPress& press);
bool matches(const Chord& chord, const input::CharTyped& typed);

}  // namespace loopscope::app::commands
