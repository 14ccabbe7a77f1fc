# cmake -D ARCHIVE=libicudata.a -D AR=… -D OBJCOPY=… -D ICUPKG=… -D OUT=tables.dat -P icu_tables.cmake
# Of the 30 MB of ICU's tables, those that asklint reads: how letters decompose, and where sentences end.
set(items nfkc.nrm brkitr/sent.brk)
set(folder ${OUT}.d)
file(REMOVE_RECURSE ${folder})
file(MAKE_DIRECTORY ${folder}/few)
list(JOIN items "\n" lines)
file(WRITE ${folder}/items.txt "${lines}\n")

function(run)
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY ${folder} COMMAND_ERROR_IS_FATAL ANY OUTPUT_VARIABLE out)
  set(out "${out}" PARENT_SCOPE)
endfunction()
run(${AR} t ${ARCHIVE})
string(REGEX MATCH "icudt[0-9]+[lb]" name "${out}") # the tables' name tells ICU's version and the byte order
run(${AR} x ${ARCHIVE})
run(${OBJCOPY} -O binary --only-section=.rodata ${name}_dat.o ${name}.dat)
run(${ICUPKG} -d . -x items.txt ${name}.dat)
run(${ICUPKG} -s . -a items.txt new few/${name}.dat)
file(RENAME ${folder}/few/${name}.dat ${OUT})
file(REMOVE_RECURSE ${folder})
