# Runs one golden case: cmake -DEXE=<asklint> -DDIR=<tests/golden/case> -P golden.cmake
#
# A case is a folder: `cmd` holds one line for the shell, run inside the folder, where `asklint` is the program under
# test; beside it stand the files it needs; `expected.txt` is the exit status, standard output and standard error, whole.
# The environment is the same everywhere, so that colours, languages and the system's words do not depend on the machine.
foreach(variable EXE DIR)
  if(NOT DEFINED ${variable})
    message(FATAL_ERROR "golden.cmake needs -D${variable}=…")
  endif()
endforeach()

get_filename_component(program_folder ${EXE} DIRECTORY)
file(READ ${DIR}/cmd cmd)

execute_process(
  COMMAND ${CMAKE_COMMAND} -E env
    --unset=NO_COLOR --unset=CLICOLOR --unset=CLICOLOR_FORCE --unset=LC_MESSAGES --unset=LANG --unset=LANGUAGE
    LC_ALL=C TERM=xterm PATH=${program_folder}:/usr/bin:/bin
    sh -c "${cmd}"
  WORKING_DIRECTORY ${DIR}
  INPUT_FILE /dev/null
  OUTPUT_VARIABLE out ERROR_VARIABLE err RESULT_VARIABLE status)

set(got "# exit ${status}\n# stdout\n${out}# stderr\n${err}")

# Accepting is an act of its own; a failing run never writes.
if(DEFINED ENV{ASKLINT_BLESS})
  file(WRITE ${DIR}/expected.txt "${got}")
  return()
endif()

set(want "")
if(EXISTS ${DIR}/expected.txt)
  file(READ ${DIR}/expected.txt want)
endif()
if(NOT got STREQUAL want)
  message("--- expected\n${want}--- got\n${got}---")
  message(FATAL_ERROR "${DIR}: not as expected. Read the difference; if it is right, accept it with ASKLINT_BLESS=1 ctest -R golden")
endif()
