// Stands between the window and the lesson: turns input into commands, moves the session on, and builds the
// picture.
#pragma once

#include "app/commands/command.hpp"
#include "app/controller/live_deck.hpp"
#include "app/controller/pane.hpp"
#include "app/controller/settings.hpp"
#include "app/frame_source.hpp"
#include "app/input/event.hpp"
#include "app/progress/store.hpp"
#include "app/quiz/quiz.hpp"
#include "app/session/session.hpp"
#include "app/session/thumbnails.hpp"
#include "app/state.hpp"
#include "core/lessons/deck.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace loopscope::app::controller {

struct ControllerOptions {
    // Null: there are no lessons.
    std::shared_ptr<const lessons::Deck> deck;
    // Id to begin with; empty: that of the settings, or the first.
    std::string lesson;
    // Begin on the first page, with no lesson open.
    bool home = false;
    // The file that keeps it; empty: it is not kept.
    std::string progress;
    Settings settings;
    // Shown at the start; empty: none.
    std::string notice;
    // Where a person's files are written; empty: nowhere.
    std::string save_folder;
    bool autoplay = true;
    // Watches the files of the deck, and shows at once what changes.
    bool follow = false;
    // Empty: real runs.
    session::RunFactory start;
    // Called on any thread when there is something new to show.
    std::function<void()> wake;
    // See SessionOptions.
    record::Keeper::Threading threading = record::Keeper::Threading::Own;
};

class Controller : public FrameSource {
public:
    explicit Controller(ControllerOptions options);

    void handle(const input::Event& event) override;
    void update(double now) override;
    stage::DisplayList build(stage::Vec2 size, const stage::TextMetrics& metrics) override;

    [[nodiscard]] bool animating() const override;
    [[nodiscard]] std::optional<double> next_wake() const override;
    [[nodiscard]] float scale() const override;
    [[nodiscard]] bool dark() const override { return state_.dark; }
    [[nodiscard]] bool fullscreen() const override { return state_.fullscreen; }
    [[nodiscard]] bool quit() const override { return state_.quit; }
    [[nodiscard]] bool pointing() const override { return !pane_.state().hover.empty(); }
    [[nodiscard]] std::string state_json() const override;

    // What should be kept for the next start.
    [[nodiscard]] Settings settings() const;

    // As if clicked, or its key pressed: a place of the last picture, or a command. False: there is
    // no such thing now.
    bool activate(std::string_view id);

    // Continues with a newer version of the deck. An open lesson that is gone from it stays until it is left.
    void set_deck(std::shared_ptr<const lessons::Deck> deck);

    [[nodiscard]] const AppState& state() const { return state_; }
    [[nodiscard]] const WindowState& window() const { return pane_.state(); }
    [[nodiscard]] const session::Session& session() const { return session_; }
    session::Session& session() { return session_; }
    quiz::Quiz& quiz() { return quiz_; }
    [[nodiscard]] const progress::DeckProgress& progress() const { return store_.deck(); }
    // All pictures of the first page are there.
    [[nodiscard]] bool has_thumbnails() const { return thumbnails_.done(); }
    [[nodiscard]] const std::vector<stage::HotItem>& hots() const override { return pane_.hots(); }

private:
    void grant_quiz();
    void serve_quiz();
    void handle_key(const input::KeyPress& press);
    void handle_text(char32_t code);
    bool handle_palette_key(const input::KeyPress& press);
    void handle_scroll(const input::Scrolled& scroll);
    void press_at(stage::Vec2 at);
    void release_at(stage::Vec2 at);
    void drag_to(stage::Vec2 at);
    void drag_axis(const stage::Axis& axis, double share);
    bool activate(const stage::HotItem& item);
    void close_top();
    bool move_parameter(input::Key key);
    bool set_parameter(const stage::Setting& setting);
    bool toggle_breakpoint(std::uint32_t line);
    bool close_notice(std::size_t index);
    bool run_offer(std::size_t index);
    // Null: there is no such parameter any more.
    [[nodiscard]] const lessons::Parameter* parameter_of(const stage::Setting& setting) const;
    void notify(std::string text, bool trouble);
    void note_progress();
    void note_run(const lessons::Lesson& lesson);
    void note_race(const lessons::Lesson& lesson);

    std::shared_ptr<const lessons::Deck> deck_;
    AppState state_;
    session::Session session_;
    quiz::Quiz quiz_;
    progress::Store store_;
    session::Thumbnails thumbnails_;
    commands::Registry registry_;
    Pane pane_;
    // Refers to the members above, which is why a controller stays where it is.
    commands::Context context_;
    std::size_t seen_position_ = 0;
    // The run whose length has been noted.
    unsigned noted_run_ = 0;
    // The last key press has been dealt with, so the character it types is dropped.
    bool swallows_text_ = false;
    double now_ = 0;
    // The window at scale 1.
    stage::Vec2 screen_{1600, 900};
    Settings kept_;
    // Null: the deck is not watched.
    std::unique_ptr<LiveDeck> live_;
};

}  // namespace loopscope::app::controller
