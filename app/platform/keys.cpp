#include "app/platform/keys.hpp"

#include <GLFW/glfw3.h>

namespace loopscope::app::platform {
namespace {

using input::Key;

Key offset(Key first, int by) {
    return static_cast<Key>(static_cast<int>(first) + by);
}

Key by_sign(char sign) {
    if (sign >= 'a' && sign <= 'z') return offset(Key::A, sign - 'a');
    if (sign >= 'A' && sign <= 'Z') return offset(Key::A, sign - 'A');
    if (sign >= '0' && sign <= '9') return offset(Key::Digit0, sign - '0');
    switch (sign) {
        case '+': return Key::Plus;
        case '-': return Key::Minus;
        case '=': return Key::Equal;
        case '/': return Key::Slash;
        case ',': return Key::Comma;
        case '.': return Key::Period;
        default: return Key::None;
    }
}

Key by_place(int key) {
    if (key >= GLFW_KEY_A && key <= GLFW_KEY_Z) return offset(Key::A, key - GLFW_KEY_A);
    if (key >= GLFW_KEY_0 && key <= GLFW_KEY_9) return offset(Key::Digit0, key - GLFW_KEY_0);
    if (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_9) return offset(Key::Digit0, key - GLFW_KEY_KP_0);
    if (key >= GLFW_KEY_F1 && key <= GLFW_KEY_F12) return offset(Key::F1, key - GLFW_KEY_F1);
    switch (key) {
        case GLFW_KEY_LEFT: return Key::Left;
        case GLFW_KEY_RIGHT: return Key::Right;
        case GLFW_KEY_UP: return Key::Up;
        case GLFW_KEY_DOWN: return Key::Down;
        case GLFW_KEY_HOME: return Key::Home;
        case GLFW_KEY_END: return Key::End;
        case GLFW_KEY_PAGE_UP: return Key::PageUp;
        case GLFW_KEY_PAGE_DOWN: return Key::PageDown;
        case GLFW_KEY_SPACE: return Key::Space;
        case GLFW_KEY_ENTER:
        case GLFW_KEY_KP_ENTER: return Key::Enter;
        case GLFW_KEY_ESCAPE: return Key::Escape;
        case GLFW_KEY_TAB: return Key::Tab;
        case GLFW_KEY_BACKSPACE: return Key::Backspace;
        case GLFW_KEY_DELETE: return Key::Delete;
        case GLFW_KEY_KP_ADD: return Key::Plus;
        case GLFW_KEY_KP_SUBTRACT:
        case GLFW_KEY_MINUS: return Key::Minus;
        case GLFW_KEY_KP_EQUAL:
        case GLFW_KEY_EQUAL: return Key::Equal;
        case GLFW_KEY_KP_DIVIDE:
        case GLFW_KEY_SLASH: return Key::Slash;
        case GLFW_KEY_COMMA: return Key::Comma;
        case GLFW_KEY_KP_DECIMAL:
        case GLFW_KEY_PERIOD: return Key::Period;
        default: return Key::None;
    }
}

}  // namespace

Key key_of(int glfw_key, const char* printed) {
    if (printed != nullptr && printed[0] != '\0' && printed[1] == '\0') {
        const Key key = by_sign(printed[0]);
        if (key != Key::None) return key;
    }
    return by_place(glfw_key);
}

}  // namespace loopscope::app::platform
