#include "app/tests/chaos/monkey.hpp"

#include "app/commands/command.hpp"
#include "app/views/table.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

#include <fmt/format.h>

namespace loopscope::app::test {
namespace {

using input::Key;
using stage::Rect;
using stage::Vec2;

constexpr Vec2 kSizes[] = {{1280, 720}, {1600, 900}, {1920, 1080}, {800, 600},
                           {320, 240},  {64, 64},    {3840, 2160}, {1, 1}};

bool finite(Vec2 at) {
    return std::isfinite(at.x) && std::isfinite(at.y);
}
bool finite(Rect box) {
    return finite(Vec2{box.x, box.y}) && std::isfinite(box.w) && std::isfinite(box.h);
}

}  // namespace

Monkey::Monkey(std::uint64_t seed, std::shared_ptr<const lessons::Deck> deck) : random_(seed) {
    const commands::Registry registry(deck->lessons, views::table());
    for (const commands::Command& each : registry.all()) commands_.push_back(each.id);
    controller::ControllerOptions options;
    options.deck = std::move(deck);
    options.home = often(30);
    controller_ = std::make_unique<controller::Controller>(std::move(options));
    controller_->handle(input::Resized{size_});
    controller_->update(now_);
}

Vec2 Monkey::any_place() {
    const auto& hots = controller_->hots();
    if (!hots.empty() && often(80)) return hots[any(hots.size())].box.center();
    const auto share = [&] { return static_cast<float>(any(1201)) / 1000 - 0.1F; };
    return {size_.x * share(), size_.y * share()};
}

void Monkey::press_key() {
    input::KeyPress press;
    press.key = static_cast<Key>(1 + any(static_cast<std::size_t>(Key::Period)));
    press.ctrl = often(15);
    press.shift = often(15);
    press.alt = often(5);
    press.repeat = often(10);
    did_ = fmt::format("key {}{}{}{}", static_cast<int>(press.key), press.ctrl ? " ctrl" : "",
                       press.shift ? " shift" : "", press.alt ? " alt" : "");
    for (std::size_t times = often(20) ? 1 + any(20) : 1; times > 0; --times) controller_->handle(press);
}

void Monkey::type() {
    constexpr char32_t kOdd[] = {'a',    'Z',     '0',    '?', ' ',  '+',      0xE4,
                                 0x4E2D, 0x1F600, 0xFFFD, 1,   0x7F, 0x10FFFF, 0xD800};
    const char32_t code = kOdd[any(std::size(kOdd))];
    did_ = fmt::format("text {:x}", static_cast<unsigned>(code));
    controller_->handle(input::CharTyped{code});
}

void Monkey::point() {
    const Vec2 at = any_place();
    controller_->handle(input::PointerMoved{at});
    switch (any(6)) {
        case 0: did_ = "moved"; break;
        case 1:
            did_ = "left";
            controller_->handle(input::PointerLeft{});
            break;
        case 2:
            did_ = pressed_ ? "released" : "pressed";
            if (pressed_) controller_->handle(input::PointerReleased{at});
            if (!pressed_) controller_->handle(input::PointerPressed{at});
            pressed_ = !pressed_;
            break;
        default:
            did_ = "clicked";
            controller_->handle(input::PointerPressed{at});
            controller_->handle(input::PointerReleased{at});
            pressed_ = false;
    }
    did_ += fmt::format(" at {} {}", at.x, at.y);
}

void Monkey::turn_wheel() {
    const float by = static_cast<float>(any(4001)) / 100 - 20;
    did_ = fmt::format("wheel {}", by);
    controller_->handle(input::Scrolled{any_place(), often(20) ? by : 0, by, often(10), often(10)});
}

void Monkey::resize() {
    size_ = kSizes[any(std::size(kSizes))];
    did_ = fmt::format("size {} {}", size_.x, size_.y);
    controller_->handle(input::Resized{size_});
}

void Monkey::command() {
    const std::string& id = commands_[any(commands_.size())];
    did_ = id;
    controller_->activate(id);
}

std::string Monkey::act() {
    const auto begin = std::chrono::steady_clock::now();
    switch (any(20)) {
        case 0: resize(); break;
        case 1: turn_wheel(); break;
        case 2: type(); break;
        case 3:
            did_ = "focus lost";
            controller_->handle(input::FocusLost{});
            break;
        case 4:
        case 5:
        case 6:
        case 7: press_key(); break;
        case 8:
        case 9:
        case 10:
        case 11: command(); break;
        case 12:
            did_ = "time passes";
            now_ += static_cast<double>(any(3000)) / 1000;
            break;
        default: point();
    }
    const auto heeded = std::chrono::steady_clock::now();
    // Two things may come between two frames.
    if (often(15)) return {};
    now_ += 0.016;
    controller_->update(now_);
    const auto updated = std::chrono::steady_clock::now();
    const stage::DisplayList picture = controller_->build(size_, metrics_);
    const auto ms = [](auto duration) { return std::chrono::duration<double, std::milli>(duration).count(); };
    const auto built = std::chrono::steady_clock::now();
    took_ = ms(built - begin);
    const lessons::Lesson* open = controller_->session().lesson();
    did_ +=
        fmt::format(" in {} {}: heeded within {:.1f} ms, taken in within {:.1f}, drawn within {:.1f}",
                    open != nullptr ? open->id : "nothing", lessons::mode_word(controller_->session().mode()),
                    ms(heeded - begin), ms(updated - heeded), ms(built - updated));
    std::this_thread::yield();
    return look(picture);
}

std::string Monkey::look(const stage::DisplayList& picture) const {
    int clips = 0;
    for (const stage::Item& item : picture.items) {
        if (const auto* text = std::get_if<stage::TextItem>(&item); text != nullptr && !finite(text->at))
            return "a text that is nowhere: " + text->text;
        if (const auto* box = std::get_if<stage::BoxItem>(&item); box != nullptr && !finite(box->box))
            return "a box that is nowhere";
        if (const auto* line = std::get_if<stage::LineItem>(&item);
            line != nullptr && !(finite(line->a) && finite(line->b)))
            return "a line that leads nowhere";
        if (const auto* hot = std::get_if<stage::HotItem>(&item); hot != nullptr && !finite(hot->box))
            return "a place that is nowhere: " + hot->id;
        if (const auto* clip = std::get_if<stage::ClipItem>(&item)) clips += clip->push ? 1 : -1;
        if (clips < 0) return "more clips end than begin";
    }
    if (clips != 0) return "a clip has no end";
    if (controller_->state_json().empty()) return "it has no state";
    return {};
}

}  // namespace loopscope::app::test
