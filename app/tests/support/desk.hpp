// A controller without a window: real runs of a real lesson, a clock that the test moves, clicks by the id of
// a place.
#pragma once

#include "app/controller/controller.hpp"
#include "app/tests/support/fixed_metrics.hpp"
#include "core/tests/support/built_in_deck.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace loopscope::app::test {

// A run that stops for nothing. Tests of questions bring their own.
inline lessons::Lesson without_questions() {
    lessons::Lesson lesson = loopscope::test::two_tasks();
    lesson.questions.clear();
    return lesson;
}

class Desk {
public:
    explicit Desk(stage::Vec2 window = {1600, 900}, controller::ControllerOptions options = {},
                  std::vector<lessons::Lesson> lessons = {without_questions()})
        : size(window) {
        if (!options.deck) {
            auto deck = std::make_shared<lessons::Deck>();
            deck->lessons = std::move(lessons);
            options.deck = std::move(deck);
        }
        options.autoplay = false;
        options.threading = record::Keeper::Threading::Caller;
        controller = std::make_unique<controller::Controller>(std::move(options));
        controller->handle(input::Resized{size});
        frame();
    }

    stage::DisplayList frame() {
        controller->update(now);
        return controller->build(size, metrics);
    }

    void pass(double seconds) {
        for (double t = 0; t < seconds; t += 0.02) {
            now += 0.02;
            controller->update(now);
            std::this_thread::yield();
        }
        frame();
    }

    // False: it never came.
    bool until(const std::function<bool()>& done) {
        for (int i = 0; i < 20000; ++i) {
            if (done()) {
                frame();
                return true;
            }
            controller->update(now += 0.02);
            std::this_thread::sleep_for(std::chrono::microseconds{100});
        }
        return false;
    }

    bool run_to_end() {
        controller->activate("speed/max");
        controller->activate("transport/play");
        return until([this] {
            return session().player().where() == session::Where::Ended && !session().player().playing();
        });
    }

    void key(input::Key k, bool ctrl = false, bool shift = false) {
        input::KeyPress press;
        press.key = k;
        press.ctrl = ctrl;
        press.shift = shift;
        controller->handle(press);
        frame();
    }
    void type(std::string_view text) {
        for (const char c : text) controller->handle(input::CharTyped{static_cast<char32_t>(c)});
        frame();
    }

    [[nodiscard]] const stage::HotItem* hot(std::string_view id) const {
        for (const auto& item : controller->hots()) {
            if (item.id == id) return &item;
        }
        return nullptr;
    }

    // At `share` of its width. False: there is no such place.
    bool click(std::string_view id, float share = 0.5F) {
        frame();
        const stage::HotItem* item = hot(id);
        if (!item) return false;
        const stage::Vec2 at{item->box.x + item->box.w * share, item->box.center().y};
        controller->handle(input::PointerMoved{at});
        controller->handle(input::PointerPressed{at});
        frame();
        controller->handle(input::PointerReleased{at});
        frame();
        return true;
    }

    [[nodiscard]] const AppState& state() const { return controller->state(); }
    [[nodiscard]] const WindowState& window() const { return controller->window(); }
    [[nodiscard]] session::Session& session() const { return controller->session(); }
    [[nodiscard]] std::size_t position() const { return session().player().playhead().position; }

    stage::Vec2 size;
    double now = 0;
    FixedMetrics metrics;
    std::unique_ptr<controller::Controller> controller;
};

}  // namespace loopscope::app::test
