// Somebody who does anything at all with the window, in an order that a seed gives back: keys, text, the
// pointer, the wheel, sizes of the window, commands, and now and then nothing for a while.
#pragma once

#include "app/controller/controller.hpp"
#include "app/tests/support/fixed_metrics.hpp"
#include "core/lessons/deck.hpp"

#include <memory>
#include <random>
#include <string>
#include <vector>

namespace loopscope::app::test {

class Monkey {
public:
    Monkey(std::uint64_t seed, std::shared_ptr<const lessons::Deck> deck);

    // Does one thing, lets a frame pass, and looks at it. Returns what is wrong with the frame; empty:
    // nothing.
    std::string act();
    // What it did last, in words.
    [[nodiscard]] const std::string& did() const { return did_; }
    // Milliseconds that the window took to answer that.
    [[nodiscard]] double took() const { return took_; }

private:
    std::size_t any(std::size_t count) { return random_() % count; }
    bool often(unsigned percent) { return random_() % 100 < percent; }
    stage::Vec2 any_place();
    void press_key();
    void type();
    void point();
    void turn_wheel();
    void resize();
    void command();
    std::string look(const stage::DisplayList& picture) const;

    std::mt19937_64 random_;
    FixedMetrics metrics_;
    stage::Vec2 size_{1280, 720};
    double now_ = 0, took_ = 0;
    bool pressed_ = false;
    std::string did_;
    std::vector<std::string> commands_;
    std::unique_ptr<controller::Controller> controller_;
};

}  // namespace loopscope::app::test
