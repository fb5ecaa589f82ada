// Keeps the learner's progress in a file where XDG says. Nothing that goes wrong with the file stops the
// program: it goes on without.
#pragma once

#include "app/progress/progress.hpp"

#include <string>

namespace loopscope::app::progress {

// $XDG_STATE_HOME/loopscope/progress.json, or the same below $HOME/.local/state; empty where neither is set.
std::string progress_path();

class Store {
public:
    // An empty path: nothing is kept. A missing file is an empty one. One that can't be understood is put
    // aside under another name, and never written over.
    Store(std::string path, std::string deck);

    [[nodiscard]] const DeckProgress& deck() const { return deck_; }
    DeckProgress& change() {
        changed_ = true;
        return deck_;
    }
    // What is wrong, one sentence for the person, once; empty: nothing.
    std::string take_trouble();

    // To another deck; what there is of the last one is kept.
    void turn_to(std::string deck);
    // Writes if something changed: all of the new file or none of it. What another window has written of
    // other lessons stays.
    void save();
    // Forgets everything about this deck, in the file too.
    void forget();

private:
    void write();

    std::string path_, key_;
    DeckProgress deck_;
    bool changed_ = false;
    bool writable_ = true;
    std::string trouble_;
};

}  // namespace loopscope::app::progress
