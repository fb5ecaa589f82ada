#include "app/commands/chord.hpp"

namespace loopscope::app::commands {
namespace {

using input::Key;

std::string name_of(Key key) {
    if (key >= Key::A && key <= Key::Z)
        return std::string(1, static_cast<char>('A' + (static_cast<int>(key) - static_cast<int>(Key::A))));
    if (key >= Key::Digit0 && key <= Key::Digit9)
        return std::to_string(static_cast<int>(key) - static_cast<int>(Key::Digit0));
    if (key >= Key::F1 && key <= Key::F12)
        return "F" + std::to_string(1 + static_cast<int>(key) - static_cast<int>(Key::F1));
    switch (key) {
        case Key::Left: return "Left";
        case Key::Right: return "Right";
        case Key::Up: return "Up";
        case Key::Down: return "Down";
        case Key::Home: return "Home";
        case Key::End: return "End";
        case Key::PageUp: return "Page Up";
        case Key::PageDown: return "Page Down";
        case Key::Space: return "Space";
        case Key::Enter: return "Enter";
        case Key::Escape: return "Esc";
        case Key::Tab: return "Tab";
        case Key::Backspace: return "Backspace";
        case Key::Delete: return "Delete";
        case Key::Plus:
        case Key::Equal: return "+";
        case Key::Minus: return "-";
        case Key::Slash: return "/";
        case Key::Comma: return ",";
        case Key::Period: return ".";
        default: return "";
    }
}

}  // namespace

Chord key(Key k) {
    Chord chord;
    chord.key = k;
    return chord;
}

Chord ctrl(Key k) {
    Chord chord = key(k);
    chord.ctrl = true;
    return chord;
}

Chord ctrl_shift(Key k) {
    Chord chord = ctrl(k);
    chord.shift = true;
    return chord;
}

Chord character(char32_t code) {
    Chord chord;
    chord.character = code;
    return chord;
}

std::string to_text(const Chord& chord) {
    if (chord.character != 0) return std::string(1, static_cast<char>(chord.character));
    std::string text;
    if (chord.ctrl) text += "Ctrl+";
    if (chord.alt) text += "Alt+";
    if (chord.shift) text += "Shift+";
    return text + name_of(chord.key);
}

bool matches(const Chord& chord, const input::KeyPress& press) {
    if (chord.key == Key::None || chord.key != press.key) return false;
    if (chord.ctrl != press.ctrl || chord.alt != press.alt) return false;
    // '+' needs Shift on some keyboards and not on others.
    const bool sign = press.key == Key::Equal || press.key == Key::Plus || press.key == Key::Minus;
    return sign || chord.shift == press.shift;
}

bool matches(const Chord& chord, const input::CharTyped& typed) {
    return chord.character != 0 && chord.character == typed.code;
}

}  // namespace loopscope::app::commands
