// What came in from the person at the window, in the order in which it came: plain data, made by
// app/platform, read by the controller. Positions are design pixels.
#pragma once

#include "core/stage/display_list.hpp"

#include <cstdint>
#include <variant>

namespace loopscope::app::input {

// Keys by what is printed on them, not by where they are. Plus is the key pad's; Equal is the one that
// carries '+' with Shift on many keyboards. What is typed as text comes as CharTyped.
enum class Key : std::uint8_t {
    None,
    A,
    B,
    C,
    D,
    E,
    F,
    G,
    H,
    I,
    J,
    K,
    L,
    M,
    N,
    O,
    P,
    Q,
    R,
    S,
    T,
    U,
    V,
    W,
    X,
    Y,
    Z,
    Digit0,
    Digit1,
    Digit2,
    Digit3,
    Digit4,
    Digit5,
    Digit6,
    Digit7,
    Digit8,
    Digit9,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    Space,
    Enter,
    Escape,
    Tab,
    Backspace,
    Delete,
    F1,
    F2,
    F3,
    F4,
    F5,
    F6,
    F7,
    F8,
    F9,
    F10,
    F11,
    F12,
    Plus,
    Minus,
    Equal,
    Slash,
    Comma,
    Period,
};

enum class Button : std::uint8_t { Left, Middle, Right };

// `repeat`: the key is held down and the system repeats it.
struct KeyPress {
    Key key = Key::None;
    bool ctrl = false, shift = false, alt = false;
    bool repeat = false;
};
struct CharTyped {
    char32_t code = 0;
};
struct PointerMoved {
    stage::Vec2 at;
};
struct PointerPressed {
    stage::Vec2 at;
    Button button = Button::Left;
};
struct PointerReleased {
    stage::Vec2 at;
    Button button = Button::Left;
};
struct PointerLeft {};
struct Scrolled {
    stage::Vec2 at;
    // In notches; dy > 0: the wheel was turned away from the person.
    float dx = 0, dy = 0;
    bool ctrl = false, shift = false;
};
struct FocusLost {};
struct Resized {
    stage::Vec2 size;
};

using Event = std::variant<KeyPress, CharTyped, PointerMoved, PointerPressed, PointerReleased, PointerLeft,
                           Scrolled, FocusLost, Resized>;

}  // namespace loopscope::app::input
