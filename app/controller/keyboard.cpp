#include "app/commands/palette.hpp"
#include "app/controller/controller.hpp"
#include "app/controller/parameter_keys.hpp"
#include "app/panels/parameters.hpp"

#include <algorithm>

namespace loopscope::app::controller {
namespace {

using input::Key;

template <class... Ts>
struct Overloaded : Ts... {
    using Ts::operator()...;
};
// The compiler would guess it, but clang-tidy 14 does not.
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

void append_utf8(std::string& text, char32_t code) {
    const auto put = [&text](char32_t byte) { text += static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | (code >> 6));
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | (code >> 12));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    } else if (code < 0x110000) {
        put(0xF0 | (code >> 18));
        put(0x80 | ((code >> 12) & 0x3F));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

void remove_last_character(std::string& text) {
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) text.pop_back();
    if (!text.empty()) text.pop_back();
}

}  // namespace

void Controller::handle(const input::Event& event) {
    std::visit(Overloaded{
                   [&](const input::KeyPress& press) { handle_key(press); },
                   [&](const input::CharTyped& typed) { handle_text(typed.code); },
                   [&](const input::PointerMoved& moved) {
                       if (!pane_.state().pressed.empty()) drag_to(moved.at);
                       pane_.move_pointer(moved.at, now_);
                   },
                   [&](const input::PointerPressed& pressed) {
                       if (pressed.button == input::Button::Left) press_at(pressed.at);
                   },
                   [&](const input::PointerReleased& released) {
                       if (released.button == input::Button::Left) release_at(released.at);
                   },
                   [&](const input::PointerLeft&) { pane_.lose_pointer(); },
                   [&](const input::Scrolled& scrolled) { handle_scroll(scrolled); },
                   [&](const input::FocusLost&) { pane_.let_go(); },
                   [&](const input::Resized& resized) {
                       // Told in design pixels of the scale that is in force.
                       pane_.resize(resized.size);
                       screen_ = resized.size * scale();
                   },
               },
               event);
}

void Controller::close_top() {
    if (state_.palette.open) {
        state_.palette = PaletteState{};
    } else if (state_.help_open) {
        state_.help_open = false;
    } else if (quiz_.game()) {
        quiz_.play_game();
    } else if (quiz_.open()) {
        quiz_.stage() == quiz::Stage::Revealed ? quiz_.go_on() : quiz_.skip();
    } else if (!state_.notices.empty()) {
        state_.notices.pop_back();
    } else if (state_.home && session_.exhibit() != nullptr) {
        registry_.run("home/show", context_);
    } else if (state_.presenter) {
        registry_.run("view/presenter", context_);
    } else if (state_.fullscreen) {
        state_.fullscreen = false;
    }
    pane_.hide_focus();
}

bool Controller::handle_palette_key(const input::KeyPress& press) {
    PaletteState& palette = state_.palette;
    const std::size_t count = commands::offers(registry_, context_).size();
    switch (press.key) {
        case Key::Backspace:
            remove_last_character(palette.text);
            palette.selected = 0;
            return true;
        case Key::Down:
            palette.selected = count == 0 ? 0 : std::min(palette.selected + 1, count - 1);
            return true;
        case Key::Up: palette.selected -= palette.selected > 0 ? 1 : 0; return true;
        case Key::Enter: run_offer(palette.selected); return true;
        default: return !press.ctrl && !press.alt;
    }
}

void Controller::handle_key(const input::KeyPress& press) {
    // The key that ends the blank screen does nothing else, and neither does the character it types.
    swallows_text_ = state_.blank;
    if (state_.blank) {
        state_.blank = false;
        return;
    }
    if (press.key == Key::Escape) return close_top();
    // The text comes by itself, as CharTyped.
    if (state_.palette.open && handle_palette_key(press)) return;
    if (press.key == Key::Tab && !press.ctrl && !press.alt) return pane_.move_focus(!press.shift);
    if (press.key == Key::Enter && pane_.state().focus_shown) {
        activate(pane_.state().focus);
        return;
    }
    if (!press.ctrl && !press.alt && move_parameter(press.key)) return;
    const commands::Command* command = registry_.bound_to(press, context_);
    if (command) command->run(context_);
}

// The parameter that the ring is round takes keys which otherwise move the playhead.
bool Controller::move_parameter(Key key) {
    const stage::HotItem* item = pane_.state().focus_shown ? pane_.find(pane_.state().focus) : nullptr;
    if (item == nullptr || !pane_.is_reachable(*item)) return false;
    const auto* setting = std::get_if<stage::Setting>(&item->target);
    const lessons::Parameter* parameter = setting != nullptr ? parameter_of(*setting) : nullptr;
    if (parameter == nullptr) return false;
    const auto move = parameter_move(*parameter, session_.values(), *setting, key);
    if (!move) return false;
    session_.set_value(parameter->name, move->value);
    pane_.focus(panels::setting_id(*parameter, move->focus));
    return true;
}

void Controller::handle_text(char32_t code) {
    if (std::exchange(swallows_text_, false)) return;
    if (state_.palette.open) {
        if (code >= 0x20 && code != 0x7F) append_utf8(state_.palette.text, code);
        state_.palette.selected = 0;
        return;
    }
    const commands::Command* command = registry_.bound_to(input::CharTyped{code}, context_);
    if (command) command->run(context_);
}

}  // namespace loopscope::app::controller
